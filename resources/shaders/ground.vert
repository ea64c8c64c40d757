// Ground, terrain, and what lies on it: smooth normals, colour by feature, drawn one above the other by `layerBias`.
in vec3 vertexPosition;
in vec3 vertexNormal;
in uint vertexFeature;

uniform mat4 modelMatrix;
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture;
uniform float layerBias; // units of the depth buffer towards the eye
uniform vec3 accent;
uniform vec3 dimmed;

#ifdef BEYOND
uniform float shadeOnGround;
out vec3 farColour;
#else
flat out vec3 faceColour;
out vec3 normal;
out vec3 world;
#endif

void main()
{
    vec4 state = texelFetch(stateTexture, ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10), 0);
    int flags = int(state.a * 255.0 + 0.5);
    vec3 colour = state.rgb;
    if ((flags & 4) != 0)
        colour = mix(dimmed, colour, 0.4);
    if ((flags & 2) != 0)
        colour = mix(colour, accent, 0.6);
    else if ((flags & 1) != 0)
        colour = mix(colour, accent, 0.3);
#ifdef BEYOND
    colour *= mix(shadeOnGround, 1.0, clamp(sunDirection.z / max(sunDirection.z, 0.2), 0.0, 1.0));
    farColour = hazed(colour, (modelMatrix * vec4(vertexPosition, 1.0)).xyz);
#else
    faceColour = colour;
    normal = vertexNormal;
    world = (modelMatrix * vec4(vertexPosition, 1.0)).xyz;
#endif
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);
    gl_Position.z -= layerBias * 1.2e-7 * gl_Position.w;
    if ((flags & 16) != 0)
        gl_Position = vec4(2.0, 2.0, 2.0, 0.0);
}
