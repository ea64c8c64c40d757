in vec3 vertexPosition;
in vec3 vertexNormal;
in vec2 vertexTexCoord;

uniform mat4 modelMatrix;
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture;
uniform float modelFeature;

out vec3 normal;
out vec3 world;
out vec2 texCoord;
flat out int flags;

void main()
{
    int feature = int(modelFeature);
    vec4 state = texelFetch(stateTexture, ivec2(feature & 1023, feature >> 10), 0);
    flags = int(state.a * 255.0 + 0.5);
    normal = vertexNormal;
    texCoord = vertexTexCoord;
    world = (modelMatrix * vec4(vertexPosition, 1.0)).xyz;
    gl_Position = (flags & 16) != 0 ? vec4(2.0, 2.0, 2.0, 0.0) : modelViewProjection * vec4(vertexPosition, 1.0);
}
