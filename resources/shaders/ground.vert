// Ground, terrain, and what lies on it: smooth normals, colour by feature, drawn one above the other by `layerBias`.
in vec3 vertexPosition;
in vec3 vertexNormal;
in uint vertexFeature;

uniform mat4 modelMatrix; // moves only
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture;
uniform float layerBias; // units of the depth buffer towards the eye
uniform float layerOpacity;

flat out vec4 frame;
#ifdef BEYOND
out vec3 farColour;
#else
flat out vec4 faceColour; // colour, how much shadows darken it
out vec4 away;            // from the eye, how much it faces the sun
out vec4 shade;           // in the shade map, rate of the haze
#ifdef PLACED
out vec2 place;
#endif
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
    vec3 world = vertexPosition + modelMatrix[3].xyz;
    frame = frameOf(layerOpacity);
#ifdef BEYOND
    colour *= mix(shadeOnGround, 1.0, clamp(sunDirection.z / max(sunDirection.z, 0.2), 0.0, 1.0));
    farColour = mix(hazeColour, colour, clearness(world - eyePosition, hazeRate));
#else
    // What one looks through is a veil, calm and light: shadows on it would lie on what is below.
    faceColour = vec4(colour, smoothstep(0.3, 0.6, layerOpacity));
    // Level ground in the sun has just its own colour.
    away = vec4(world - eyePosition, clamp(dot(vertexNormal, sunDirection) / max(sunDirection.z, 0.2), 0.0, 1.25));
    shade = vec4(shadeAt(world, vertexNormal), hazeRate);
#ifdef PLACED
    place = world.xy;
#endif
#endif
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);
    gl_Position.z = depthAbove(gl_Position, modelViewProjection * vec4(world - eyePosition, 0.0),
                               distance(world, eyePosition), layerBias);
    if ((flags & 16) != 0)
        gl_Position = vec4(2.0, 2.0, 2.0, 0.0);
}
