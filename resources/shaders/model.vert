in vec3 vertexPosition;
in vec3 vertexNormal;
in vec2 vertexTexCoord;

uniform mat4 modelMatrix; // moves only
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture;
uniform float modelFeature;
uniform vec4 modelColour;
uniform float layerOpacity;

flat out vec4 frame;
flat out vec4 baseColour;
flat out vec4 sun;  // where it is, 1 where the model is selected
flat out vec4 tint; // what it is mixed with, how much of that
out vec4 upward;    // normal, clearness of the air
out vec3 at;        // in the shade map
out vec2 texCoord;

void main()
{
    int feature = int(modelFeature);
    vec4 state = texelFetch(stateTexture, ivec2(feature & 1023, feature >> 10), 0);
    int flags = int(state.a * 255.0 + 0.5);
    tint = vec4(0.0);
    if ((flags & 4) != 0)
        tint = vec4(dimmed, 0.6);
    if ((flags & 2) != 0)
        tint = vec4(accent, 0.4);
    else if ((flags & 1) != 0)
        tint = vec4(accent, 0.16);
    vec3 world = vertexPosition + modelMatrix[3].xyz;
    frame = frameOf(layerOpacity);
    baseColour = vec4(modelColour.rgb * modelTone, modelColour.a);
    sun = vec4(sunDirection, (flags & 2) != 0 ? 1.0 : 0.0);
    upward = vec4(vertexNormal, clearness(world - eyePosition, hazeRate));
    at = shadeAt(world, vertexNormal);
    texCoord = vertexTexCoord;
    gl_Position = (flags & 16) != 0 ? vec4(2.0, 2.0, 2.0, 0.0) : modelViewProjection * vec4(vertexPosition, 1.0);
}
